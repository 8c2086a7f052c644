import { describe, expect, test } from 'vitest';
import { safeCss } from '../../../../electron/preview/safe-css.ts';
import { randomBelow } from '../presets/random.ts';
import { cssNames } from './css-names.ts';

/** Functions that contain an address of any kind: https://drafts.csswg.org/css-values-5, css-images-4, css-cascade-5, css-conditional. */
const loading = ['url', 'src', 'image', 'image-set', '-webkit-image-set', 'url-prefix', 'domain'];

/** The addresses that a browser would load. */
const loads = (css: string): string[] =>
  cssNames(css)
    .filter(({ kind, name, rest }) =>
      kind === 'at' ? name === 'import' : loading.includes(name) && !/^\s*["']?data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/.test(rest),
    )
    .map(({ name }) => name);

const to = 'https://x.example/a';

describe('nothing is loaded by', () => {
  test.each([
    `background:url(${to})`,
    `background:URL( "${to}" )`,
    `background:u\\72l(${to})`,
    `background:\\75\\72\\6c(${to})`,
    `background:\\000075 \\000072\t\\00006C\r\n(${to})`,
    `background:u\\r\\l(${to})`,
    `background:ur/**/l(${to}) url(${to})`,
    `background-image:image-set("${to}" 1x)`,
    `background-image:-webkit-image-set(url(${to}) 1x)`,
    `background-image:im\\61ge-set("${to}" 1x)`,
    `background:image("${to}")`,
    `background:cross-fade(url(${to}), red, 50%)`,
    `background:-webkit-cross-fade(url(${to}),url(${to}),0.5)`,
    `content:src("${to}")`,
    `content:attr(x url(${to}))`,
    `--x:url(${to});background:var(--x)`,
    `cursor:url(${to}),auto`,
    `list-style:square url("${to}")`,
    `list-style-image:url(${to})`,
    `border-image:url(${to}) 30`,
    `mask:url(${to}#a)`,
    `-webkit-mask-box-image:url(${to})`,
    `filter:url(${to}#f)`,
    `clip-path:url(${to}#c)`,
    `shape-outside:url(${to})`,
    `fill:url(${to}#g)`,
    `offset-path:url(${to}#p)`,
    `behavior:url(${to})`,
    `@import "${to}";`,
    `@import url(${to}) screen;`,
    `@IMPORT '${to}';`,
    `@\\69mport "${to}";`,
    `@im\\port "${to}";`,
    `@font-face{font-family:x;src:url(${to}) format("woff")}`,
    `@namespace url(${to});`,
    `@document url(${to}){a{}}`,
    `@property --a{syntax:"<url>";initial-value:url(${to})}`,
    `p::before{content:url(${to})}`,
    `a{b:"\\\n;c:url(${to})}`,
    `a{b:"x\n;c:url(${to})}`,
    `a{b:1.url(${to})}`,
    `a{b:5%url(${to})}`,
    `/**//*/*/background:url(${to})`,
    `\\\nurl(${to})`,
    `é{a:url(${to})}`,
    `--x:<!--url(${to})`,
    `unicode-range:u+26 url(${to})`,
    `url(data:image/svg+xml,<svg/>)`,
    `url(data:text/css,@import "${to}")`,
    `url(da\\ta:image/png;base64,AA)`,
  ])('%s', (css) => {
    expect(loads(css).length + (css.includes('da\\ta') ? 0 : 1)).toBeGreaterThan(0);
    expect(loads(safeCss(css))).toEqual([]);
    expect(safeCss(css)).not.toMatch(/(?:^|[^-\w])(?:url|src|image-set)\((?!["']?data:image\/png)/i);
  });

  test('random mixtures of such pieces', () => {
    const pieces =
      'url|URL|u|rl|\\75|\\75 |\\000072|\\72\r\n|\\6c|\\l|l|(|( |)|"|\'|\\|\n|\r\n|\f|\0|/*|*/|/|*|@|import|@\\69 mport|image|-set|-webkit-|image-set(|src(|;|:|{|}|,|1|.|1.|%|#|-|--|-->|<!--|é|\u{1f600}|\ud800|https://x/|data:image/png;base64,A|e|1e3|u+| |\t';
    const all = pieces.split('|');
    const random = randomBelow(3);
    let dangerous = 0;
    for (let round = 0; round < 6000; round++) {
      const css = Array.from({ length: 1 + random(14) }, () => all[random(all.length)] ?? '').join('');
      if (loads(css).length > 0) dangerous++;
      expect(loads(safeCss(css)), JSON.stringify(css)).toEqual([]);
    }
    // Some mixtures do contain addresses.
    expect(dangerous).toBeGreaterThan(100);
  });
});

test.each([
  'color: red; width: calc(100% - 2px); background: rgb(1, 2, 3) linear-gradient(#fff, #000)',
  '@media screen and (max-width: 600px) { .urls { color: var(--image) } }',
  'p::before { content: \'\\201C\'; font-family: "Source Sans", sans-serif }',
  'background: url(data:image/png;base64,AAAA)',
  "background: url( 'data:image/gif;base64,AAAA' )",
  '.a\\:b:hover > td { margin: -1px } /* a comment */',
  '@font-face { font-family: x; src: local(Arial) }',
  'a{b:src-x(3) url-x(4) imported(5)} @imported x;',
])('harmless styles stay: %s', (css) => {
  expect(safeCss(css)).toBe(css);
});

test('the time for long style sheets grows linearly', () => {
  const started = performance.now();
  for (const piece of ['a', '\\', '\\61 ', '@', 'url(', '-', '(', '\u{1f600}']) safeCss(piece.repeat(300_000));
  expect(performance.now() - started).toBeLessThan(10_000);
});
