import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readProse, type ProseNode } from '../../client/parts/prose-nodes.ts';
import { htmlOf } from '../../server/markdown.ts';

function written(nodes: readonly ProseNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escaped(node).replaceAll('&quot;', '"');
      const { tag, href, children } = node;
      const link = href === undefined ? '' : ` href="${escaped(href)}" rel="nofollow ugc noopener noreferrer"`;
      if (tag === 'br' || tag === 'hr') return `<${tag} />`;
      const rel = tag === 'a' && href === undefined ? ' rel="nofollow ugc noopener noreferrer"' : link;
      return `<${tag}${rel}>${written(children)}</${tag}>`;
    })
    .join('');
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/gu, (character) => names[character]!);
}

const rich = `# Why I stand

I *have* kept **the books** of [three societies](https://books.example/?a=1&b=2), and <b>no</b> more.

1. One & two
2. \`code < here\`

> quoted

| a | b |
| - | - |
| 1 | 2 |

Write to me@example.org.`;

test('a page shows exactly the elements that the server wrote', () => {
  expect(written(readProse(htmlOf(rich)))).toBe(htmlOf(rich));
  expect(htmlOf(rich)).toContain('<h4>Why I stand</h4>');
});

const markdownish = fc.array(
  fc.constantFrom(
    ...[
      '# ',
      '*',
      '**',
      '_',
      '`',
      '> ',
      '- ',
      '1. ',
      '[a](https://b.example)',
      '[a](javascript:alert(1))',
      '\n',
      '\n\n',
    ],
    ...[
      '<script>',
      '</p>',
      '<img src=x onerror=alert(1)>',
      '&amp;',
      '&#x3c;',
      '&lt;',
      '"',
      "'",
      '|',
      '---',
      'a',
      'ß',
      '\u202e',
    ],
    ...['![x](https://tracker.example/a.png)', '<https://c.example>', 'http://d.example', '\\', ' '],
  ),
  { maxLength: 40 },
);

test('whatever is written, the page shows what the server wrote, and nothing active', () => {
  fc.assert(
    fc.property(markdownish, (parts) => {
      const html = htmlOf(parts.join(''));
      expect(written(readProse(html))).toBe(html);
      expect(html).not.toMatch(/<(?:script|img|iframe|style|svg|form)|<[^>]*\son\w+=|<[^>]*javascript:/iu);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['<script>alert(1)</script>', ['alert(1)']],
  ['<p onclick="alert(1)">a</p>', [{ tag: 'p', href: undefined, children: ['a'] }]],
  ['<a href="javascript:alert(1)">a</a>', [{ tag: 'a', href: undefined, children: ['a'] }]],
  ['<a href="java&quot;script:x">a</a>', [{ tag: 'a', href: undefined, children: ['a'] }]],
  ['<img src=x onerror=alert(1)>a', ['<', 'img src=x onerror=alert(1)>a']],
  ['</p></p><p>a', [{ tag: 'p', href: undefined, children: ['a'] }]],
])('of %s nothing active is left even where the server let it through', (html, nodes) => {
  expect(readProse(html)).toEqual(nodes);
});
