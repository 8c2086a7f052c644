/** Texts of the preview. */
import { textOf } from '../../electron/shared/i18n/text.ts';
import type { Format, ReadyPreview } from '../../electron/shared/ipc/contract.ts';

export type PreviewPart = 'html' | 'text';

export const partOptions: readonly { value: PreviewPart; label: string }[] = [
  { value: 'html', label: 'HTML' },
  { value: 'text', label: 'Plain text' },
];

export type Width = 'desktop' | 'phone';

export const widthOptions: readonly { value: Width; label: string }[] = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
];

/** Why a part can't be shown. It isn't documented what WhatCounts sends in that case. */
export function missingPart(part: PreviewPart, format: Format): { title: string; text: string } {
  const what = part === 'html' ? 'HTML' : 'plain text';
  const asked = format === 99 ? 'A message in both forms was chosen' : `A message in ${what} was chosen`;
  return {
    title: `This template has no ${what}`,
    text: `${asked}: what WhatCounts sends then is not documented. Look at the template in WhatCounts.`,
  };
}

/** Shown before images are loaded. */
export function imagesText({ html, images: { count, leftOut } }: ReadyPreview): string {
  if (count === 0) return html === null || leftOut !== '' ? '' : 'No images to load.';
  return `${count === 1 ? '1 image is' : `${count} images are`} not loaded. Loading tells ${count === 1 ? 'its server' : 'their servers'} that someone viewed the message.`;
}

/** Empty if no proxy is in use or there is nothing to load. */
export const proxyText = ({ images: { count, byProxy } }: ReadyPreview): string =>
  count > 0 && byProxy ? textOf({ code: 'preview.byProxy', params: {} }) : '';
