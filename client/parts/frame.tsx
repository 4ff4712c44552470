import type { ComponentChildren } from 'preact';

export interface NavLink {
  readonly href: string;
  readonly words: string;
  readonly current?: boolean;
}

/** `booth` and `member`: 712 px and calm. `wide`: the public gallery. `office`: dense. */
export type Place = 'booth' | 'member' | 'wide' | 'office';

interface FrameProps {
  readonly place: Place;
  readonly organisation: string;
  /** Where the organisation's name leads; without it the name is no link. */
  readonly home?: string;
  readonly nav?: { readonly label: string; readonly links: readonly NavLink[] };
  /** Said at the right of the header: who is here. Not shown on a phone. */
  readonly aside?: string;
  /** Where Help is: the same place on every page. */
  readonly help?: string;
  /** The action bar of this page. */
  readonly bar?: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every page: skip link, header, main, action bar, footer. */
export function Frame(props: FrameProps) {
  return (
    <div class={`page ${props.place}${props.bar === undefined ? '' : ' has-bar'}`}>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header {...props} />
      <main id="main" tabIndex={-1}>
        <div class={`wrap ${props.place === 'wide' ? 'stack-l' : 'stack'}`}>{props.children}</div>
      </main>
      {props.bar}
      {props.foot !== undefined && (
        <footer class="foot">
          <div class="wrap">{props.foot}</div>
        </footer>
      )}
    </div>
  );
}

function Header({ organisation, home, nav, aside, help }: FrameProps) {
  return (
    <header class={nav === undefined ? 'top' : 'top tabs'}>
      <div class="wrap">
        {home === undefined ? <span class="house">{organisation}</span> : <HomeLink href={home} name={organisation} />}
        {nav !== undefined && <Nav {...nav} />}
        {aside !== undefined && <span class="soft away">{aside}</span>}
        {help !== undefined && (
          <a class="help" href={help}>
            Help
          </a>
        )}
      </div>
    </header>
  );
}

/** A link has words at every moment: until the organisation's name is there, what it leads to. */
function HomeLink({ href, name }: { readonly href: string; readonly name: string }) {
  return (
    <a class="house" href={href}>
      {name === '' ? 'Home' : name}
    </a>
  );
}

function Nav({ label, links }: { readonly label: string; readonly links: readonly NavLink[] }) {
  return (
    <nav aria-label={label}>
      {links.map(({ href, words, current }) => (
        <a key={href} href={href} aria-current={current === true ? 'page' : undefined}>
          {words}
        </a>
      ))}
    </nav>
  );
}

/** The bar at the bottom: where the page stands, in words, and its one filled button. */
export function ActionBar({
  says,
  more,
  children,
}: {
  readonly says?: string;
  readonly more?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="bar" aria-label="Next step">
      <div class="wrap">
        <p aria-live="polite">
          {says !== undefined && <span class="strong">{says}</span>}
          {more !== undefined && (
            <>
              <br />
              <span class="soft small">{more}</span>
            </>
          )}
        </p>
        {children}
      </div>
    </section>
  );
}

/** The steps of a task with an end. Steps before the current one are done. */
export function Steps({ words, current }: { readonly words: readonly string[]; readonly current: number }) {
  return (
    <ol class="steps" aria-label="Steps">
      {words.map((step, place) => (
        <li
          key={step}
          class={place < current ? 'done' : undefined}
          aria-current={place === current ? 'step' : undefined}
        >
          {place + 1}. {step}
        </li>
      ))}
    </ol>
  );
}
