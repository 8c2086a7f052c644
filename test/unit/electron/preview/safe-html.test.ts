import { describe, expect, test } from 'vitest';
import { allowedAttributes, allowedElements, safeHtml } from '../../../../electron/preview/safe-html.ts';
import { cssNames } from './css-names.ts';

const html = async (source: string): Promise<string> => (await safeHtml(source)).html;

/** Checks that a style sheet has no address. */
function expectNothingLoaded(css: string): void {
  const names = cssNames(css).filter(({ rest }) => !/^["']?data:image\/png;/.test(rest));
  expect(names.filter(({ name }) => /^(?:url|src|image|(?:-webkit-)?image-set|import)$/.test(name))).toEqual([]);
}

/** Decodes a text like a parser. */
const plain = (value: string): string =>
  value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/**
 * Every `<` of the result begins an allowed tag, with allowed attributes in quotes, and nothing else can contain an address.
 */
function expectHarmless(written: string): void {
  for (const [, css = ''] of written.matchAll(/<style[^>]*>([^]*?)<\/style>/g)) expectNothingLoaded(css);
  for (const [, rest = ''] of written.matchAll(/<([^<]*)/g)) {
    const tag = /^\/?([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/.exec(rest);
    // In a style sheet `<` is harmless as long as no letter follows it.
    if (tag === null) {
      expect(rest).toMatch(/^(?:[^A-Za-z!/?]|$)/);
      continue;
    }
    const [, name = '', attributes = ''] = tag;
    if (name !== 'mark') expect(allowedElements).toContain(name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (attribute === 'src' || attribute === 'background')
        expect(value).toMatch(/^(image\/\d+|data:,|data:image\/(png|jpeg|gif|webp|bmp|avif)[;,].*)$/);
      else if (!attribute.startsWith('data-')) expect(allowedAttributes).toContain(attribute);
      if (attribute === 'style') expectNothingLoaded(plain(value));
    }
  }
}

describe('the look of a message stays', () => {
  test.each([
    ['<p style="color: red" class=a>Hi <b>you</b><br/>there</p>', '<p style="color: red" class="a">Hi <b>you</b><br>there</p>'],
    ['<table width=100% bgcolor="#fff"><tr><td colspan=2>a', '<table width="100%" bgcolor="#fff"><tr><td colspan="2">a'],
    ['a < b &amp; c &lt;i&gt; "d"', 'a &lt; b &amp; c &lt;i&gt; &quot;d&quot;'],
    ['<style><!-- p > a { color: red } --></style>', '<style> p > a { color: red } --></style>'],
    ['<!--[if mso]><p>no</p><![endif]--><![if !mso]><p>yes</p><![endif]>', '<p>yes</p>'],
    ['<center><font color=red size=2>x</font></center>', '<center><font color="red" size="2">x</font></center>'],
  ])('%s', async (source, written) => {
    expect(await html(source)).toBe(written);
  });

  test('a link shows its target, and leads nowhere', async () => {
    expect(await html('<a href="https://x.example/?a=1&b=2" target=_top ping=y>go</a>')).toBe(
      '<a title="https://x.example/?a=1&amp;b=2" data-link="">go</a>',
    );
  });
});

describe('a merge field', () => {
  test.each([
    ['<p>Dear %%$first%%,</p>', '<p>Dear <mark data-field="">%%$first%%</mark>,</p>'],
    ['%%$a &amp; b%%', '<mark data-field="">%%$a &amp; b%%</mark>'],
    ['<p title="%%$a%%">x</p><style>%%$b%%</style>', '<p title="%%$a%%">x</p><style>%%$b%%</style>'],
    ['<script>%%$a%%</script><title>%%$b%%</title><!-- %%$c%% -->', ''],
  ])('is marked in the text of %s and nowhere else', async (source, written) => {
    expect(await html(source)).toBe(written);
  });

  test('is marked at the end of a long message as well, even with spaces in it', async () => {
    const written = await html(`<p>${'word '.repeat(40_000)}%%if $a then b%%</p>`);
    expect(written).toContain('<mark data-field="">%%if $a then b%%</mark>');
  });
});

describe('active content is removed', () => {
  test.each([
    '<script>alert(1)</script><script src="https://x.example/a.js"></script>',
    '<p onclick="alert(1)" onmouseover=alert(1)>x</p><body onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a><a href="data:text/html,<script>1</script>">y</a>',
    '<form action="https://x.example" method=post><input name=a><button formaction=https://x.example>go</button></form>',
    '<meta http-equiv=refresh content="0;url=https://x.example"><base href="https://x.example">',
    '<iframe src="https://x.example"></iframe><iframe srcdoc="<script>1</script>"></iframe><frameset><frame src=x></frameset>',
    '<object data=https://x.example><embed src=https://x.example></object><applet code=x></applet>',
    '<svg onload=alert(1)><script>1</script><a xlink:href="javascript:1"><image href="https://x.example/a"/></a></svg>',
    '<math><mtext></p><style><img src=https://x.example/a onerror=alert(1)></style></mtext></math>',
    '<link rel=stylesheet href=https://x.example><link rel=dns-prefetch href=//x.example><link rel=preconnect href=//x.example>',
    '<select><style></select><link rel=preconnect href=//x.example></style></select>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<textarea></textarea><textarea><img src=x onerror=1></textarea><xmp><img src=x></xmp><plaintext><b>',
    '<template><img src=https://x.example/a></template><video poster=https://x.example src=y></video><audio src=z></audio>',
    '<style></style ><img src=https://x.example/a onerror=1></style><style>a{}</sty<script>1</script></style>',
    '<style><<!--!--<link rel=preconnect href=//x.example></style>',
    '<p title="a&quot; onclick=&quot;alert(1)">x</p><p id=\'"><script>1</script>\'>y</p>',
    '<img src="x" ONERROR=alert(1) <b>z</b>><im\u0000g src=x><p \u0000onclick=1>',
    '<div style="background:url(https://x.example/a)">x</div>',
    '<div style="background:u&#92;72l(https://x.example/a);list-style:image-set(&quot;https://x.example/b&quot; 1x)">x</div>',
    '<style>@import "https://x.example/a";@\\69mport url(//x.example);p{cursor:url(https://x.example/c),auto;content:url(//x.example)}</style>',
    '<style>p{background:u<!--rl(https://x.example/a)}@im<!--port "https://x.example/b";</style>',
    '<style>@font-face{font-family:x;src:url(https://x.example/f)}</style><style media="x" title=y type=z>a{b:src("//x.example")}</style>',
    '<svg><style>p{background:url(https://x.example/a)}</style></svg><math><style>@import "//x.example";</style></math>',
    '<template><style>p{background:url(https://x.example/a)}</style></template><noscript><style>@import "//x.example"</style></noscript>',
    '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;<?php echo 1 ?>',
    '<a href="https://x.example" <script>x',
    '<p a="<',
  ])('%s', async (source) => {
    expectHarmless(await html(source));
  });

  /** Each has an address in a different form. */
  test.each([
    '<html manifest=//x.example><head profile=//x.example><meta http-equiv=Link content="<//x.example>; rel=preload">',
    '<link rel="icon" href=//x.example><link rel=prefetch href=//x.example><link rel=preload as=image imagesrcset="//x.example 1x">',
    '<link rel=modulepreload href=//x.example><link rel=prerender href=//x.example><link rel=manifest href=//x.example>',
    '<script type=speculationrules>{"prefetch":[{"urls":["//x.example"]}]}</script><script type=importmap>{"imports":{"a":"//x.example"}}</script>',
    '<picture><source srcset="//x.example 1x"><source src=//x.example></picture><video poster=//x.example><track src=//x.example></video>',
    '<audio src=//x.example></audio><object data=//x.example codebase=//x.example classid=x><param name=src value=//x.example></object>',
    '<embed src=//x.example pluginspage=//x.example><applet archive=//x.example></applet><bgsound src=//x.example><frame src=//x.example>',
    '<svg><image href=//x.example /><image xlink:href=//x.example /><use href="//x.example#a"/><feImage href=//x.example /></svg>',
    '<svg><foreignObject><iframe src=//x.example></iframe></foreignObject><script href=//x.example /><set attributeName=href to=//x.example></svg>',
    '<svg><rect fill="url(//x.example#a)" filter="url(//x.example#b)" mask="url(//x.example#c)"/><animate attributeName=href to=//x.example></svg>',
    '<math href=//x.example><maction actiontype=statusline xlink:href=//x.example>a</maction></math>',
    '<form action=//x.example><input type=image src=//x.example formaction=//x.example></form><isindex action=//x.example>',
    '<map><area href=//x.example ping=//x.example></map><img usemap=//x.example longdesc=//x.example lowsrc=//x.example dynsrc=//x.example>',
    '<table background=//x.example><tr background=//x.example><td background=//x.example>a</table><body background=//x.example>',
    '<blockquote cite=//x.example>a</blockquote><q cite=//x.example>b</q><ins cite=//x.example>c</ins>',
    '<img srcset="//x.example 1x, //x.example 2x" sizes=1px><img src="data:image/svg+xml,<svg><image href=//x.example /></svg>">',
    '<img src="  DATA:IMAGE/SVG+XML;base64,//x.example"><img src="data:text/html,//x.example"><img src="data:image/svg+xml;image/png,//x.example">',
    '<portal src=//x.example></portal><fencedframe src=//x.example></fencedframe><webview src=//x.example></webview><layer src=//x.example></layer>',
    '<div xml:base=//x.example is=x nonce=x itemid=//x.example itemtype=//x.example data-src=//x.example>a</div><xml src=//x.example></xml>',
    '<div><template shadowrootmode=open><img src=//x.example></template></div><marquee src=//x.example loop>a</marquee>',
    '<base href=//x.example><base target=_top><meta http-equiv=refresh content="0;url=//x.example"><meta http-equiv=set-cookie content=//x.example>',
    '<meta http-equiv=x-dns-prefetch-control content=on><meta name=msapplication-config content=//x.example><meta http-equiv=Content-Security-Policy content="report-uri //x.example">',
  ])('%s contains no host afterwards', async (source) => {
    const written = await html(source);
    expectHarmless(written);
    expect(written).not.toContain('x.example');
  });

  test('a link contains its host only in its visible text', async () => {
    expect((await html('<a href=//x.example ping=//x.example>go</a>')).replace(/ title="[^"]*"/, '')).toBe('<a data-link="">go</a>');
  });

  test('random mixtures of such pieces', async () => {
    const pieces =
      '<|>|"|\'|url(|style="a:url(|image-set(|@import |</|=| |<!--|-->|<style>|</style>|<script>|</script>|<svg>|</svg>|<select>|<textarea>|</textarea>|<table>|<p |onload=1 |<img src=|https://x.example/|<link rel=preconnect href=//x>|<math>|<template>|<noscript>|</noscript>|<title>|</title>|<![CDATA[|]]>|&lt;|&#60;|\u0000|%%$a%%|a';
    const all = pieces.split('|');
    let seed = 7;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 400; round++) {
      expectHarmless(await html(Array.from({ length: 30 }, () => all[next() % all.length] ?? '').join('')));
    }
  });
});

describe('images', () => {
  test('are held back, each address once, and unloadable ones are counted', async () => {
    const { html: written, images } = await safeHtml(
      '<img src="https://a.example/1.png" alt="One" width=40><img srcset="https://a.example/2.png 2x, https://a.example/3.png"><td background=https://a.example/1.png>' +
        '<img src="http://a.example/4.png"><img src="cid:5"><img src="//a.example/6.png"><img src="https://a.example/%%$id%%.png"><img><img src="https://u:p@a.example/">' +
        '<img src="data:image/png;base64,AAAA"><img src="data:image/svg+xml,<svg onload=1>">',
    );
    expect(images).toEqual({
      urls: ['https://a.example/1.png', 'https://a.example/2.png'],
      skipped: { filledIn: 1, notHttps: 5, tooMany: 0 },
    });
    expect(written).toContain('<img alt="One" width="40" src="image/0"><img src="image/1"><td background="image/0"><img src="data:,">');
    expect(written).toContain('<img src="data:image/png;base64,AAAA">');
    expect(written).not.toMatch(/example|svg/);
  });

  test('are thirty at most', async () => {
    const { images } = await safeHtml(Array.from({ length: 33 }, (_, number) => `<img src="https://a.example/${number}">`).join(''));
    expect([images.urls.length, images.skipped.tooMany]).toEqual([30, 3]);
  });
});
