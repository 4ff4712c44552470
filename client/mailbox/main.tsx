import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readMailbox } from '../../api/mailbox.ts';
import { useOrganisation } from '../parts/organisation.ts';
import { useReading } from '../parts/reading.ts';
import { addressOf, shownIn, type Shown } from './state.ts';
import { MailboxPage } from './view.tsx';

const pause = 10_000;

function Main() {
  const [shown, setShown] = useState(() => shownIn(location.search));
  const { to, page } = shown;
  const { reply, failed, again } = useReading(readMailbox, { query: { page, ...(to === '' ? {} : { to }) } }, pause);
  useEffect(() => {
    const goBack = () => setShown(shownIn(location.search));
    addEventListener('popstate', goBack);
    return () => removeEventListener('popstate', goBack);
  }, []);
  const show = (next: Shown) => {
    history.pushState(null, '', addressOf(next));
    setShown(next);
  };
  return (
    <MailboxPage
      organisation={useOrganisation()}
      shown={shown}
      mailbox={reply}
      failed={failed}
      onShow={show}
      onAgain={again}
    />
  );
}

const place = document.getElementById('app');
if (place !== null) render(<Main />, place);
