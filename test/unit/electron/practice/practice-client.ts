/** A running practice realm, and plain HTTP calls to it. */
import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { startPracticeRealm, type PracticeOptions, type PracticeRealm } from '../../../../electron/practice/realm.ts';

export interface PracticeResponse {
  status: number;
  type: string;
  /** Parsed JSON, or the text itself if it is none. */
  body: unknown;
}

export interface CallOptions {
  method?: string;
  authorization?: string | null;
  body?: string;
}

export const basic = (realm: string, password: string): string => `Basic ${Buffer.from(`${realm}:${password}`, 'utf8').toString('base64')}`;

/** Sends the path unchanged, on a new connection for every call. */
export function call({ siteUrl, realm, password }: PracticeRealm, path: string, options: CallOptions = {}): Promise<PracticeResponse> {
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

/** An error in the form of the API. */
export const problem = (status: number, statusText: string, error: string): PracticeResponse => ({
  status,
  type: 'application/json',
  body: { error, status: statusText, statusCode: status },
});

export const notThere = problem(404, 'Not Found', 'Unable to find resource');

/** Starts a practice realm that runs until the test ends. */
export async function practiceRealm(options: PracticeOptions = {}) {
  const realm = await startPracticeRealm(options);
  onTestFinished(() => realm.close());
  const get = (path: string): Promise<PracticeResponse> => call(realm, path);
  const post = (path: string, body = ''): Promise<PracticeResponse> => call(realm, path, { method: 'POST', body });
  /** Expects the names unencoded. */
  const send = (list: string, template: string, customerKey: string, query = ''): Promise<PracticeResponse> =>
    post(`/rest/msg/sendWithCustomerKey/${[list, template, customerKey].map(encodeURIComponent).join('/')}${query}`);
  return { realm, get, post, send };
}
