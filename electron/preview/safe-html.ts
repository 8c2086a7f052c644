/**
 * Writes a template's HTML anew, with what allowed-html.ts lets stay and nothing else, and marks what WhatCounts fills in. Every `<` of what
 * comes out begins a tag from that list, so it does not matter whether another parser would have read the template in another way. What
 * keeps the message from doing anything is the frame it is shown in (see preview-rules.ts); this is the second wall, and the one against
 * what no policy covers, such as looking up names of hosts in advance. Pure.
 */
import { SAXParser, type StartTag } from 'parse5-sax-parser';
import { allowedAttributes, allowedElements, textlessElements, voidElements } from './allowed-html.ts';
import { firstOfSet, ImageRefs, type ImageList } from './image-refs.ts';
import { splitFields } from '../shared/domain/merge-fields.ts';
import { safeCss } from './safe-css.ts';

export interface SafeHtml {
  html: string;
  images: ImageList;
}

/** Takes seconds for 10 MB, so it belongs in a thread of its own. */
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
  /** Words that came since the last tag: the parser hands them over in parts. */
  #text: string[] = [];
  /** The element whose words are no words of the message; empty outside of one. */
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

  /** Writes the words up to here, each kind in its own way, and answers which element ended with them. */
  #flushText(): string {
    const [words, within] = [this.#text.join(''), this.#textElement];
    this.#text = [];
    this.#textElement = '';
    if (within === 'style') this.#out.push(`${safeCss(withoutTags(words))}</style>`);
    else if (within === '') this.#out.push(markedText(words));
    return within;
  }

  #attributes({ tagName, attrs }: StartTag): string {
    const given = new Map(attrs.map(({ name, value }) => [name.toLowerCase(), value]));
    const kept = [...given].filter(([name]) => allowedAttributes.has(name));
    // A link leads nowhere here, but where it would lead is worth knowing.
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

/** For words and for the values of attributes alike. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** Words as HTML, with what WhatCounts fills in marked. */
export const markedText = (text: string): string =>
  splitFields(text)
    .map((piece) => (piece.field ? `<mark data-field="">${escaped(piece.text)}</mark>` : escaped(piece.text)))
    .join('');

/** A style sheet in which nothing can be taken for a tag. `<!--` is passed over in style sheets, and so it goes. */
const withoutTags = (css: string): string => css.replaceAll('<!--', '').replace(/<(?=[A-Za-z!/?])/g, '< ');
