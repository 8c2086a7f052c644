/** Reads the time in the headers of responses (RFC 9110, 6.6.1). */
import type { Transport, WireHeader } from './transport.ts';

const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds since 1970; `null` if there is no valid date, or if the response is from a cache. */
export function serverTime(headers: readonly WireHeader[]): number | null {
  const valueOf = (wanted: string): string | undefined => headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim();
  const date = valueOf('date');
  if (date === undefined || valueOf('age') !== undefined || !httpDate.test(date)) return null;
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : time;
}

/** Wraps a transport so that `onTime` is called with the server's time before each response is returned. */
export function watchServerTime(transport: Transport, onTime: (host: string, time: number) => void): Transport {
  return {
    exchange: async (request, options) => {
      const result = await transport.exchange(request, options);
      const time = result.kind === 'response' ? serverTime(result.headers) : null;
      if (time !== null) onTime(new URL(request.url).host, time);
      return result;
    },
  };
}
