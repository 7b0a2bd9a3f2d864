/** Where the server is: relative to the page, so that it works below any path that a proxy mounts it at. */

import { PROTOCOL_VERSION } from '../protocol/generated';
import { Socket, type OpenStream } from '../stream/socket';

export const server = new URL('api/', location.href);

export const stream: OpenStream = (experiment, handlers) => {
  const url = new URL(`experiments/${encodeURIComponent(experiment)}/stream?v=${PROTOCOL_VERSION}`, server);
  url.protocol = url.protocol.replace('http', 'ws');
  return new Socket(url.href, handlers);
};
