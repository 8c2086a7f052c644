/**
 * WCAG AA, from the tokens themselves: text at least 4.5 to 1, edges and icons that carry meaning at least 3 to 1. Not beside
 * the page's tests, because it reads a file and those have no types of Node.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../renderer/style/tokens.css', import.meta.url), 'utf8');

type Theme = ReadonlyMap<string, string>;

const themeOf = (scheme: 'light' | 'dark'): Theme => {
  const start = css.indexOf(`(prefers-color-scheme: ${scheme})`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
};

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (theme: Theme, one: string, other: string): number => {
  const lights = [one, other].map((name) => luminance(theme.get(name) ?? 'missing'));
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
};

const surfaces = ['surface', 'surface-raised', 'surface-sunken'];
const kinds = ['kind-practice', 'kind-test', 'kind-production'];
const outcomes = ['outcome-accepted', 'outcome-rejected', 'outcome-not-sent', 'outcome-unknown'];
const pairs = (texts: readonly string[], grounds: readonly string[]) =>
  texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));

const texts = [
  ...pairs(['text', 'text-muted'], [...surfaces, 'grey-3', 'grey-4']),
  ...pairs(['text', 'text-muted', 'accent-text'], ['accent-soft']),
  ...pairs(['accent-text', 'danger', ...outcomes, ...[...kinds, ...outcomes].map((name) => `${name}-text`)], surfaces),
  ...[...kinds, ...outcomes].flatMap((name) => pairs(['text', `${name}-text`], [`${name}-soft`])),
  ...pairs(['text-muted', 'danger'], ['outcome-unknown-soft']),
  ...pairs(['text'], ['danger-soft']),
  ...pairs(['danger'], ['danger-soft']),
  ...pairs(['on-accent'], ['accent', 'accent-hover']),
  ...pairs(['on-production'], ['kind-production', 'kind-production-hover']),
  ...pairs(['grey-1'], ['grey-12']),
];
const edges = [
  ...pairs(['border-strong', 'focus', ...kinds], surfaces),
  ...pairs(['accent'], ['surface']),
  ...pairs(['focus'], ['accent-soft']),
];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const theme = themeOf(scheme);

  it.each(texts)('%s is legible on %s', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('%s stands out on %s', (edge, ground) => {
    expect(contrast(theme, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

it('draws both themes in full', () => {
  expect([...themeOf('dark').keys()]).toEqual([...themeOf('light').keys()]);
});
