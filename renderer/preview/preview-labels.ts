/** What the preview says. Pure. */
import { textOf } from '../../electron/shared/i18n/text.ts';
import type { Format, ReadyPreview } from '../../electron/shared/ipc/contract.ts';

export type Part = 'html' | 'text';

export const partOptions: readonly { value: Part; label: string }[] = [
  { value: 'html', label: 'HTML' },
  { value: 'text', label: 'Plain text' },
];

export type Width = 'desktop' | 'phone';

export const widthOptions: readonly { value: Width; label: string }[] = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
];

/** Why there is nothing to show of a part; what goes out in that case is not documented. */
export function missingPart(part: Part, format: Format): { title: string; text: string } {
  const what = part === 'html' ? 'HTML' : 'plain text';
  const asked = format === 99 ? 'A message in both forms was chosen' : `A message in ${what} was chosen`;
  return {
    title: `This template has no ${what}`,
    text: `${asked}: what WhatCounts sends then is not documented. Look at the template in WhatCounts.`,
  };
}

/** Said before they are loaded. */
export function imagesText({ html, images: { count, leftOut } }: ReadyPreview): string {
  if (count === 0) return html === null || leftOut !== '' ? '' : 'No images to load.';
  return `${count === 1 ? '1 image is' : `${count} images are`} not loaded. Loading tells ${count === 1 ? 'its server' : 'their servers'} that somebody looks.`;
}

/** Empty where no proxy is in use, or nothing is to be loaded. */
export const proxyText = ({ images: { count, byProxy } }: ReadyPreview): string =>
  count > 0 && byProxy ? textOf({ code: 'preview.byProxy', params: {} }) : '';
