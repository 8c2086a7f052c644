/** Builds the pages that show a message's HTML and its plain text. */
import { markedText } from './safe-html.ts';

const fieldStyle =
  'mark[data-field]{background:#ffe8a3!important;color:#3b2a00!important;border-radius:3px!important;box-shadow:0 0 0 1px #c98f00!important}';

/**
 * Like mail programs, regardless of the theme: on white, unless the message sets a background for the whole page. A missing image keeps its
 * space.
 */
const htmlStyle = `:root{color-scheme:light;color:#000}body{margin:16px;font-family:Arial,Helvetica,sans-serif}img{display:inline-block;overflow:hidden}a[data-link]{color:#0b57d0;text-decoration:underline}`;

const textStyle =
  ':root{color-scheme:light dark}body{margin:16px;background:#fff;color:#181c25;font:13px/1.5 ui-monospace,"DejaVu Sans Mono",monospace}' +
  'pre{margin:0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{background:#15171c;color:#e8eaee}}';

const page = (style: string, body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><style>${style}${fieldStyle}</style></head>${body}`;

/** `html`: the output of safe-html.ts. */
export const htmlPage = (html: string): string => page(htmlStyle, html);

/** The first line break after `<pre>` isn't shown, so one is added. */
export const textPage = (text: string): string => page(textStyle, `<body><pre>\n${markedText(text)}</pre></body></html>`);
