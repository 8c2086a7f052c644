/** What the tests need to know of Markdown: where its links lead. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Relative links and pictures of a document that lead to no file, or to no heading of it. Links into the web are not followed. */
export function brokenLinks(path: string, text = readFileSync(path, 'utf8')): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link ?? '');
  return links.filter((link) => !/^[a-z]+:/i.test(link) && !leadsSomewhere(link, path, text));
}

/** The lines of a document that are no rows of a table. */
export const withoutTables = (text: string): string[] => text.split('\n').filter((line) => !line.startsWith('|'));

function leadsSomewhere(link: string, from: string, text: string): boolean {
  const [name = '', heading] = link.split('#');
  const target = name === '' ? from : join(dirname(from), name);
  if (!existsSync(target)) return false;
  return heading === undefined || headingsOf(name === '' ? text : readFileSync(target, 'utf8')).includes(heading);
}

const headingsOf = (text: string): string[] => [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));

/** As GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');

const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, '').replace(/^ {4}.*$/gm, '');
