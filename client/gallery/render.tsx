import { renderToString } from 'preact-render-to-string';
import { Gallery, titleOf } from './gallery.tsx';
import type { GalleryPage } from './page.ts';

export type { GalleryPage } from './page.ts';

/** The page as HTML, for readers without script and for the first sight of everybody else. */
export function renderGallery(page: GalleryPage): { readonly title: string; readonly body: string } {
  return { title: titleOf(page), body: renderToString(<Gallery page={page} />) };
}
