// The bulletin's data out of the page: base64 of a zlib stream, inflated by the browser.
import { completed, type Bulletin, type Written } from './bulletin';

/** Throws an Error where there is no data, it is none of this format, or the browser cannot inflate. */
export async function read_bulletin(): Promise<Bulletin> {
  const script = document.getElementById('bulletin-data');
  const text = script?.textContent?.trim() ?? '';
  if (text === '') throw new Error('no data');
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const data = (await new Response(stream).json()) as Written;
  if (data.format !== 'qingliu-bulletin 1') throw new Error(`format "${data.format}"`);
  return completed(data);
}
