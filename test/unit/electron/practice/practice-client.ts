/** A running practice realm, and plain HTTP calls to it. */
import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { startPracticeRealm, type PracticeOptions, type PracticeRealm } from '../../../../electron/practice/realm.ts';

export interface Answer {
  status: number;
  type: string;
  /** Parsed JSON; the text itself where it is none. */
  body: unknown;
}

export interface CallOptions {
  method?: string;
  authorization?: string | null;
  body?: string;
}

export const basic = (realm: string, password: string): string => `Basic ${Buffer.from(`${realm}:${password}`, 'utf8').toString('base64')}`;

/** The path goes as it stands, whatever is in it; every call has a connection of its own. */
export function call({ siteUrl, realm, password }: PracticeRealm, path: string, options: CallOptions = {}): Promise<Answer> {
  const { method = 'GET', authorization = basic(realm, password), body = '' } = options;
  const { hostname, port } = new URL(siteUrl);
  const headers = { 'Content-Type': 'application/json', ...(authorization === null ? {} : { Authorization: authorization }) };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: parsed(text) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** An error as the API says it. */
export const problem = (status: number, words: string, error: string): Answer => ({
  status,
  type: 'application/json',
  body: { error, status: words, statusCode: status },
});

export const notThere = problem(404, 'Not Found', 'Unable to find resource');

/** Runs until the test ends. */
export async function practiceRealm(options: PracticeOptions = {}) {
  const realm = await startPracticeRealm(options);
  onTestFinished(() => realm.close());
  const get = (path: string): Promise<Answer> => call(realm, path);
  const post = (path: string, body = ''): Promise<Answer> => call(realm, path, { method: 'POST', body });
  /** The names as they are; they are encoded here. */
  const send = (list: string, template: string, customerKey: string, query = ''): Promise<Answer> =>
    post(`/rest/msg/sendWithCustomerKey/${[list, template, customerKey].map(encodeURIComponent).join('/')}${query}`);
  return { realm, get, post, send };
}
