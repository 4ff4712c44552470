import { hydrate } from 'preact';
import { useReducer, useState } from 'preact/hooks';
import { reduceCheck } from './check-state.ts';
import { runCheck } from './check-run.ts';
import { Gallery } from './gallery.tsx';
import { checkOpened, type OpenedState } from './opened-run.ts';
import type { GalleryPage } from './page.ts';

/** Takes over the page that the server drew, with the facts that the server put beside it. */
function Main({ page }: { readonly page: GalleryPage }) {
  const [check, say] = useReducer(reduceCheck, { at: 'idle' });
  const height = 'head' in page.data ? page.data.head.height : 0;
  const [opened, setOpened] = useState<OpenedState>({ at: 'idle' });
  const hands = {
    check,
    startCheck: (electionId: string) => void runCheck(electionId, height, say),
    opened,
    checkOpened: (electionId: string, number: number) => {
      setOpened({ at: 'checking' });
      void checkOpened(electionId, number).then(setOpened);
    },
  };
  return <Gallery page={page} hands={hands} />;
}

const place = document.getElementById('app');
const data = document.getElementById('data')?.textContent;
if (place !== null && data !== undefined) hydrate(<Main page={JSON.parse(data) as GalleryPage} />, place);
