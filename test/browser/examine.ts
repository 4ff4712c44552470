import { readFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { env } from 'node:process';
import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { DESK, PHONE } from '../support/browser.ts';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** Who looks: at which widths, in which colours, and with which of axe's rules. */
const looks = [
  { name: 'desk', viewport: DESK, colorScheme: 'light', only: undefined },
  { name: 'phone', viewport: PHONE, colorScheme: 'light', only: undefined },
  { name: 'phone-dark', viewport: PHONE, colorScheme: 'dark', only: ['color-contrast'] },
  { name: 'desk-dark', viewport: DESK, colorScheme: 'dark', only: ['color-contrast'] },
] as const;

/** 1280 px at 200 % and at 400 %. */
const zoomed = [
  { width: 640, height: 450 },
  { width: 320, height: 640 },
];

/**
 * Looks at the page as it stands: axe has no finding at both widths, in light and dark, and nothing scrolls sideways at
 * 200 % or at 320 px. With PICTURES set to a folder, each look is kept there.
 */
export async function examine(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? DESK;
  const axe = await startAxe(page);
  for (const { name: look, viewport, colorScheme, only } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await picture(page, `${name}-${look}`);
    expect.soft(await axe.violations(only), `axe, ${name}, ${look}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  for (const viewport of zoomed) {
    await page.setViewportSize(viewport);
    await picture(page, `${name}-${viewport.width}`);
    expect.soft(await overflowing(page), `wider than ${viewport.width} px: ${name}`).toEqual([]);
  }
  await axe.end();
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = env['PICTURES'];
  if (folder === undefined || folder === '') return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`, fullPage: true });
}

/** What makes the page scroll sideways; nothing, if nothing does. */
async function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return [`scrolls to ${root.scrollWidth}`, ...wide.slice(0, 8).map((element) => element.outerHTML.slice(0, 120))];
  });
}

/**
 * axe in a world of its own: it sees the page's elements, while the page's policy (no foreign script, no text turned
 * into code) stays as it is in production.
 */
async function startAxe(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  await evaluate(session, contextId, `${await axeSource}; undefined`);
  return {
    async violations(only: readonly string[] | undefined): Promise<readonly string[]> {
      // All violations are found all the same; axe only does not write down every element in which it found none.
      const all = { resultTypes: ['violations'] };
      const options = only === undefined ? all : { ...all, runOnly: { type: 'rule', values: only } };
      const run = `axe.run(document, ${JSON.stringify(options)}).then((results) => JSON.stringify(results.violations))`;
      const found = JSON.parse(await evaluate(session, contextId, run)) as readonly Violation[];
      return found.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary = '' }) => `${id}: ${help} at ${JSON.stringify(target)} ${failureSummary}`),
      );
    },
    end: () => session.detach(),
  };
}

async function evaluate(session: CDPSession, contextId: number, expression: string): Promise<string> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return String(result.value);
}
