import { expect, test } from 'vitest';
import { asMarkdown, wordsOf } from '../../emails/markdown-text.ts';
import { htmlOf } from '../../server/markdown.ts';

test.each([
  'Ruth *the* [Rock](rock.html) Arriaga',
  'R&D, &lt;b&gt; and &amp;',
  '<script>alert(1)</script>',
  'a_b_c ~~d~~ `e` \\f {g} |h| +1 #1 ![i](j)',
  'Motion (second) "as amended"',
])('%s is read in Markdown as it was written', (words) => {
  const html = htmlOf(asMarkdown(words));
  expect(html).toMatch(/^<p>[^<]*<\/p>\s*$/);
  expect(wordsOf(html, '').trim()).toBe(words);
});
