import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { newestCode, press } from '../browser/booth.ts';
import { launchChromium } from './chromium.ts';
import type { Product } from './product.ts';

/** The two widths at which every page is looked at. */
export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A real Chromium; everybody in it has cookies and storage of their own, and is gone when it is disposed. */
export interface Browser extends AsyncDisposable {
  /** Somebody with a fresh browser profile, at the pages of this product. */
  person(product: Product, profile?: Profile): Promise<Person>;
}

export interface Profile {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly javaScriptEnabled?: boolean;
  readonly hasTouch?: boolean;
}

/** What a page asked the server for. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/**
 * Somebody at a browser. What goes wrong behind the page's back is written down: words in the console, breaches of the
 * content security policy, requests to other origins. Whatever is not forgiven fails the test.
 */
export class Person implements AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly url: string;
  readonly asked: Asked[] = [];
  readonly #complaints: string[] = [];

  constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.url = url;
    context.on('console', (message) => {
      const { url: where } = message.location();
      if (['error', 'warning'].includes(message.type())) this.#complaints.push(`${message.text()} (${where})`);
    });
    context.on('weberror', (error) => this.#complaints.push(`Not caught: ${error.error().message}`));
    context.on('request', (request) => {
      const { origin, protocol, pathname, search } = new URL(request.url());
      if (origin !== url && protocol !== 'blob:') this.#complaints.push(`Asked another origin: ${request.url()}`);
      this.asked.push({ method: request.method(), path: pathname + search, body: request.postData() ?? '' });
    });
  }

  /** Another tab of the same person. */
  async tab(): Promise<Page> {
    return this.context.newPage();
  }

  /** Something that the console had to say, because the test asked for it: there must be such a line. */
  forgive(pattern: RegExp): void {
    const rest = this.#complaints.filter((complaint) => !pattern.test(complaint));
    expect(rest.length, `The console said nothing like ${pattern}`).toBeLessThan(this.#complaints.length);
    this.#complaints.splice(0, this.#complaints.length, ...rest);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
    expect.soft(this.#complaints, 'What went wrong behind the page').toEqual([]);
  }
}

/** Signs in by a mailed code, and goes on to a page. */
export async function signIn(product: Product, page: Page, email: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await signInHere(product, page, email);
}

/** Signs in where the page asks for it. */
export async function signInHere(product: Product, page: Page, email: string): Promise<void> {
  await page.getByLabel('Mail address').fill(email);
  await press(page, 'Send me a code');
  const code = page.getByLabel('Code', { exact: true });
  await code.waitFor();
  await code.fill(await newestCode(product, email));
  await press(page, 'Sign in');
}

/** One program for all tests of a worker: it ends with the worker, on whose pipe it hangs. */
let program: Promise<Chromium> | undefined;

export async function startBrowser(): Promise<Browser> {
  program ??= launchChromium();
  const chromium = await program;
  if (!chromium.isConnected()) throw new Error('Chromium ended in a test before this one');
  const people: Person[] = [];
  return {
    async person(product, profile = {}) {
      const person = await newPerson(chromium, product, profile);
      people.push(person);
      return person;
    },
    async [Symbol.asyncDispose]() {
      for (const { context } of people) await context.close();
    },
  };
}

async function newPerson(browser: Chromium, product: Product, profile: Profile): Promise<Person> {
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: DESK,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...profile,
  });
  context.setDefaultTimeout(20_000);
  // Said by Chromium in the console too, but not for every directive.
  await context.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => console.error('Policy breached:', event.effectiveDirective, event.blockedURI))",
  );
  return new Person(context, await context.newPage(), product.url);
}
