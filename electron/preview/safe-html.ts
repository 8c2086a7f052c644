/**
 * Rewrites a template's HTML with only what is on an allow list, and marks merge fields. Every `<` in the output begins a tag from that
 * list, so it doesn't matter if another parser would have read the template differently. The main defence is the frame that shows the
 * message (see preview-rules.ts). This is a second one, and it also covers what no policy does, such as DNS prefetching.
 */
import { SAXParser, type StartTag } from 'parse5-sax-parser';
import { firstOfSet, ImageRefs, type ImageList } from './image-refs.ts';
import { splitFields } from '../shared/domain/merge-fields.ts';
import { safeCss } from './safe-css.ts';

/** The allow list. Nothing on it can run code, load, navigate or send. Other elements lose their tags and keep their text. */
export const allowedElements: ReadonlySet<string> = new Set(
  (
    'html head body style div span p br hr center pre blockquote h1 h2 h3 h4 h5 h6 a b i u s em strong small big sub sup tt code kbd samp var ' +
    'cite dfn abbr q ins del strike font mark bdi bdo wbr time address article aside section header footer main nav figure figcaption hgroup ' +
    'ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th img'
  ).split(' '),
);

/** Elements without an end tag. */
const voidElements: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'wbr']);

/** Elements whose text isn't text of the message, and which parsers treat specially. */
const textlessElements: ReadonlySet<string> = new Set('script title textarea iframe noembed noframes noscript xmp plaintext'.split(' '));

/** Attributes for appearance and layout. Those with addresses are handled in image-refs.ts, styles in safe-css.ts. */
export const allowedAttributes: ReadonlySet<string> = new Set(
  (
    'style class id title lang dir align valign width height bgcolor color face size border bordercolor cellpadding cellspacing colspan ' +
    'rowspan span scope nowrap rules frame alt hspace vspace clear noshade type start value reversed text'
  ).split(' '),
);

export interface SafeHtml {
  html: string;
  images: ImageList;
}

/** Takes seconds for 10 MB, so run it in a separate thread. */
export async function safeHtml(source: string): Promise<SafeHtml> {
  const parser = new SAXParser();
  const writer = new Writer();
  parser.on('startTag', (tag) => writer.startTag(tag));
  parser.on('endTag', ({ tagName }) => writer.endTag(tagName));
  parser.on('text', ({ text }) => writer.text(text));
  await new Promise<void>((resolve, reject) => {
    parser.once('finish', resolve).once('error', reject).end(source);
  });
  return writer.end();
}

class Writer {
  readonly #out: string[] = [];
  readonly #images = new ImageRefs();
  /** Text since the last tag, which the parser reports in parts. */
  #text: string[] = [];
  /** The open element whose text isn't text of the message; empty if there is none. */
  #textElement = '';

  startTag(tag: StartTag): void {
    this.#flushText();
    const name = tag.tagName;
    if (textlessElements.has(name)) this.#textElement = name;
    if (!allowedElements.has(name)) return;
    this.#out.push(`<${name}${this.#attributes(tag)}>`);
    if (name === 'style') this.#textElement = name;
  }

  endTag(name: string): void {
    const left = this.#flushText();
    if (left !== name && allowedElements.has(name) && !voidElements.has(name) && name !== 'style') this.#out.push(`</${name}>`);
  }

  text(text: string): void {
    this.#text.push(text);
  }

  end(): SafeHtml {
    this.#flushText();
    return { html: this.#out.join(''), images: this.#images.list };
  }

  /** Writes the text so far according to the element around it, and returns that element. */
  #flushText(): string {
    const [text, element] = [this.#text.join(''), this.#textElement];
    this.#text = [];
    this.#textElement = '';
    if (element === 'style') this.#out.push(`${safeCss(withoutTags(text))}</style>`);
    else if (element === '') this.#out.push(markedText(text));
    return element;
  }

  #attributes({ tagName, attrs }: StartTag): string {
    const given = new Map(attrs.map(({ name, value }) => [name.toLowerCase(), value]));
    const kept = [...given].filter(([name]) => allowedAttributes.has(name));
    // Links don't work in a preview, so show their target as a title.
    const href = given.get('href');
    if (tagName === 'a' && href !== undefined && !given.has('title')) kept.push(['title', href]);
    if (tagName === 'a' && href !== undefined) kept.push(['data-link', '']);
    const background = given.get('background');
    if (background !== undefined) kept.push(['background', this.#images.place(background)]);
    if (tagName === 'img') kept.push(['src', this.#images.place(given.get('src') || firstOfSet(given.get('srcset') ?? ''))]);
    return kept.map(([name, value]) => ` ${name}="${escaped(name === 'style' ? safeCss(value) : value)}"`).join('');
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text and attribute values. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** Text as HTML, with merge fields marked. */
export const markedText = (text: string): string =>
  splitFields(text)
    .map((piece) => (piece.field ? `<mark data-field="">${escaped(piece.text)}</mark>` : escaped(piece.text)))
    .join('');

/** A style sheet without anything that could be taken for a tag. `<!--` is ignored in style sheets, so it is removed. */
const withoutTags = (css: string): string => css.replaceAll('<!--', '').replace(/<(?=[A-Za-z!/?])/g, '< ');
