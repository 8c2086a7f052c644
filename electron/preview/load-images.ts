/** Loads the images of one message, a few at a time, within limits of time and memory. */
import { TimeLimit } from '../net/time-limit.ts';
import type { Transport } from '../net/transport.ts';
import { fetchImage, type ImageFailure } from './fetch-image.ts';
import type { PreviewImage } from './preview-documents.ts';

export interface LoadImagesDeps {
  /** See fetch-image.ts. */
  transport: Transport;
  signal: AbortSignal;
}

export interface LoadedImages {
  /** One for each address, in order; `null` if it could not be loaded. */
  images: readonly (PreviewImage | null)[];
  /** The number of images that could not be loaded, by reason. */
  missing: ReadonlyMap<ImageFailure, number>;
}

/** Most bytes of one image, most bytes in total, and most milliseconds in total. */
export const imageLimits = { oneBytes: 2 * 1024 * 1024, allBytes: 10 * 1024 * 1024, allMs: 10_000 } as const;
const maxConcurrent = 4;

export async function loadImages(urls: readonly string[], { transport, signal }: LoadImagesDeps): Promise<LoadedImages> {
  const images: (PreviewImage | null)[] = urls.map(() => null);
  const missing = new Map<ImageFailure, number>();
  const time = new TimeLimit(imageLimits.allMs, signal);
  let next = 0;
  let bytes = 0;
  const addMissing = (why: ImageFailure): unknown => missing.set(why, (missing.get(why) ?? 0) + 1);
  const work = async (): Promise<void> => {
    for (let place = next++; place < urls.length; place = next++) {
      if (time.signal.aborted) addMissing('late');
      else if (bytes >= imageLimits.allBytes) addMissing('tooLarge');
      else await loadOne(place, urls[place] ?? '');
    }
  };
  const loadOne = async (place: number, url: string): Promise<void> => {
    const limits = { capBytes: imageLimits.oneBytes, timeoutMs: imageLimits.allMs, signal: time.signal };
    const end = await fetchImage(url, { transport, ...limits });
    if (!end.ok) addMissing(end.why);
    else if (bytes + end.image.bytes.length > imageLimits.allBytes) addMissing('tooLarge');
    else {
      bytes += end.image.bytes.length;
      images[place] = end.image;
    }
  };
  await Promise.all(Array.from({ length: maxConcurrent }, work));
  time.end();
  return { images, missing };
}
