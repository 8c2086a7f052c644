/** README, docs and CONTRIBUTING promise what is there: every script, dependency, special key and picture, and where each link leads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contacts } from '../../electron/practice/contacts.ts';
import { lists } from '../../electron/practice/lists.ts';
import { specialKeys } from '../../electron/practice/special-keys.ts';
import { templates } from '../../electron/practice/templates.ts';
import { brokenLinks, withoutTables } from './markdown.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const file = (name: string): string => join(project, name);
const textOf = (name: string): string => readFileSync(file(name), 'utf8');
const readme = textOf('README.md');
const contributing = textOf('CONTRIBUTING.md');
const practiceRealm = textOf('docs/practice-realm.md');

const forReaders = ['README.md', ...readdirSync(file('docs')).map((name) => join('docs', name))];
const readmesOf = (folder: string): string[] =>
  readdirSync(file(folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('README.md'))
    .map((path) => join(folder, path));
const documents = [...forReaders, 'CONTRIBUTING.md', 'SECURITY.md', ...['electron', 'renderer', 'test'].flatMap(readmesOf)];

type Named = Record<string, string>;
const { scripts, dependencies, devDependencies } = JSON.parse(textOf('package.json')) as {
  scripts: Named;
  dependencies: Named;
  devDependencies: Named;
};

describe('CONTRIBUTING', () => {
  it.each(Object.keys({ ...dependencies, ...devDependencies }))('says why %s is there', (name) => {
    expect(contributing).toContain(`\`${name}\``);
  });

  it.each([...contributing.matchAll(/`((?:electron|renderer|test|build|docs)\/[\w./-]+)`/g)].map(([, path]) => path ?? ''))(
    'names a file or folder that exists: %s',
    (path) => {
      expect(existsSync(file(path))).toBe(true);
    },
  );
});

describe('the documents', () => {
  it('are found', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', join('docs', 'log.md'), join('electron', 'log', 'README.md')]));
  });

  it.each(documents)('%s speaks of scripts that exist', (document) => {
    const named = [...textOf(document).matchAll(/`npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(documents)('%s links to files, pictures and headings that exist', (document) => {
    expect(brokenLinks(file(document))).toEqual([]);
  });

  it.each(forReaders)('%s has no line of more than 140 characters outside its tables', (document) => {
    expect(withoutTables(textOf(document)).filter((line) => line.length > 140)).toEqual([]);
  });
});

describe('README', () => {
  it('has at most 200 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
  });

  it.each(['send', 'review', 'log'])('shows the picture "%s"', (name) => {
    expect(readme).toMatch(new RegExp(`!\\[[^\\]]+\\]\\(build/picture/${name}\\.png\\)`));
  });

  it('leads to every file of docs', () => {
    const linked = readme.matchAll(/\]\((docs\/[\w-]+\.md)/g);
    expect([...new Set([...linked].map(([, path]) => path))].sort()).toEqual(
      forReaders
        .slice(1)
        .map((path) => path.replace('\\', '/'))
        .sort(),
    );
  });
});

describe('docs/practice-realm.md', () => {
  it.each(specialKeys)('lists the special key $key with its outcome', ({ key, description }) => {
    const line = practiceRealm.split('\n').find((row) => row.includes(`\`${key}\``));
    const outcome = /Accepted|Rejected|Unknown/.exec(description)?.[0];
    expect(line).toContain(outcome);
  });

  it('counts the practice realm rightly', () => {
    expect(practiceRealm).toContain(`${lists.length.toLocaleString('en')}: \`Orders\``);
    expect(practiceRealm).toContain(`${templates.length} of Northwind Supplies`);
    expect(contacts.filter(({ customerKey }) => customerKey.startsWith('ck1'))).toHaveLength(600);
    expect(contacts.filter(({ optedOut }) => optedOut).map(({ customerKey }) => customerKey)).toContain('ck1063');
  });
});

describe('a link', () => {
  const folder = dirname(file('README.md'));
  it.each(['[a](no-such-file.md)', '[a](docs/log.md#no-such-heading)', '![a](build/picture/none.png)', '[a](#no-such-heading)'])(
    'that leads nowhere is found: %s',
    (text) => {
      expect(brokenLinks(join(folder, 'README.md'), `# Keypost\n\n${text}`)).toHaveLength(1);
    },
  );

  it.each(['[a](#keypost)', '[a](docs/log.md#what-is-taken-out)', '[a](https://example.com/x#y)'])(
    'that leads somewhere is not: %s',
    (text) => {
      expect(brokenLinks(join(folder, 'README.md'), `# Keypost\n\n${text}`)).toEqual([]);
    },
  );
});
