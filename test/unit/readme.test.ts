/** README and CONTRIBUTING promise what is there: every script, every dependency, every special key, a picture, and each file that is named. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contacts } from '../../electron/practice/contacts.ts';
import { lists } from '../../electron/practice/lists.ts';
import { specialKeys } from '../../electron/practice/special-keys.ts';
import { templates } from '../../electron/practice/templates.ts';

const file = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const readme = readFileSync(file('README.md'), 'utf8');
const contributing = readFileSync(file('CONTRIBUTING.md'), 'utf8');

type Named = Record<string, string>;
const { scripts, dependencies, devDependencies } = JSON.parse(readFileSync(file('package.json'), 'utf8')) as {
  scripts: Named;
  dependencies: Named;
  devDependencies: Named;
};

describe('CONTRIBUTING', () => {
  it.each(Object.keys({ ...dependencies, ...devDependencies }))('says why %s is there', (name) => {
    expect(contributing).toContain(`\`${name}\``);
  });

  it.each([...contributing.matchAll(/`((?:electron|renderer|test)\/[\w./-]+)`/g)].map(([, path]) => path ?? ''))(
    'names a file or folder that exists: %s',
    (path) => {
      expect(existsSync(file(path))).toBe(true);
    },
  );
});

describe('README', () => {
  it.each([...`${readme}${contributing}`.matchAll(/`npm run ([\w:]+)/g)].map(([, name]) => name))(
    'speaks of a script that exists: %s',
    (name) => {
      expect(scripts).toHaveProperty([name ?? '']);
    },
  );

  it.each([...readme.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map(([, path]) => path ?? ''))('links to what exists: %s', (path) => {
    expect(existsSync(file(path))).toBe(true);
  });

  it.each(specialKeys)('lists the special key $key with its outcome', ({ key, words }) => {
    const line = readme.split('\n').find((row) => row.includes(`\`${key}\``));
    const outcome = /Accepted|Rejected|Unknown/.exec(words)?.[0];
    expect(line).toContain(outcome);
  });

  it('counts the practice realm rightly', () => {
    expect(readme).toContain(`${lists.length.toLocaleString('en')}: \`Orders\``);
    expect(readme).toContain(`${templates.length} of Northwind Supplies`);
    expect(contacts.filter(({ customerKey }) => customerKey.startsWith('ck1'))).toHaveLength(600);
    expect(contacts.filter(({ optedOut }) => optedOut).map(({ customerKey }) => customerKey)).toContain('ck1063');
  });

  it('shows pictures that are there', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
    expect(pictures.length).toBeGreaterThan(0);
    for (const path of pictures) expect(existsSync(file(path))).toBe(true);
  });
});
