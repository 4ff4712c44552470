import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const most = 120;

/**
 * Tab, until the focus is on it. At every stop on the way the focus can be seen: it has a ring, and neither the bar nor
 * the edge of the window covers it.
 */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < most; presses += 1) {
    if (await hasFocus(wanted)) return;
    await page.keyboard.press('Tab');
    expect(await hiddenFocus(page)).toBeUndefined();
  }
  throw new Error(`The keyboard does not reach ${wanted.toString()}`);
}

export async function tabAndPress(page: Page, wanted: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

async function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement);
}

/** Why the focus cannot be seen, if it cannot. */
async function hiddenFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return undefined;
    const name = focused.outerHTML.slice(0, 160);
    const rings = [focused, focused.closest('li, label')].map((element) => {
      const style = element === null ? undefined : getComputedStyle(element);
      return style === undefined || style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
    });
    if (Math.max(...rings) < 2) return `no ring: ${name}`;
    const box = focused.getBoundingClientRect();
    const middle = { x: box.left + box.width / 2, y: box.top + Math.min(box.height / 2, 20) };
    if (middle.y < 0 || middle.y > innerHeight) return `outside the window: ${name}`;
    const above = document.elementFromPoint(middle.x, middle.y);
    const isSeen = above !== null && (above.contains(focused) || focused.contains(above) || isLabelOf(above, focused));
    return isSeen ? undefined : `covered by ${above?.outerHTML.slice(0, 80) ?? 'nothing'}: ${name}`;

    function isLabelOf(one: Element, field: Element): boolean {
      return one.closest('label')?.contains(field) === true;
    }
  });
}

/** After a step the focus is on its heading, and the heading says so. */
export async function arrivedAt(page: Page, heading: string | RegExp): Promise<void> {
  const title = page.getByRole('heading', { level: 1, name: heading });
  await title.waitFor();
  await expect.poll(() => hasFocus(title), { message: `The focus is on ${String(heading)}` }).toBe(true);
}
