import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { resolvingBy } from './addresses.js';

const servers: Socket[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A name server that gives every name these addresses; undefined: it never answers. */
const nameServer = async (addresses: readonly string[] | undefined): Promise<string> => {
  const server = createSocket('udp4');
  servers.push(server);
  server.on('message', (question, from) => {
    if (addresses) server.send(answerTo(question, addresses), from.port, from.address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${server.address().port}`;
};

/** RFC 1035: the question again, and a record for every address of the kind that was asked for. */
const answerTo = (message: Buffer, addresses: readonly string[]): Buffer => {
  const end = message.indexOf(0, 12) + 5;
  const question = message.subarray(12, end);
  const family = question.readUInt16BE(question.length - 4) === 1 ? 4 : 6;
  const records = addresses
    .filter((address) => isIP(address) === family)
    .map((address) => {
      const data =
        family === 4
          ? Buffer.from(address.split('.').map(Number))
          : Buffer.from(
              address
                .split(':')
                .map((part) => part.padStart(4, '0'))
                .join(''),
              'hex',
            );
      const head = Buffer.from([0xc0, 12, 0, family === 4 ? 1 : 28, 0, 1, 0, 0, 0, 0, 0, data.length]);
      return Buffer.concat([head, data]);
    });
  const head = Buffer.from([message[0]!, message[1]!, 0x81, 0x80, 0, 1, 0, records.length, 0, 0, 0, 0]);
  return Buffer.concat([head, question, ...records]);
};

it('all addresses of a name, of both families, are what its name servers say', async () => {
  const found = ['93.184.216.34', '127.0.0.1', '2606:2800:220:1:248:1893:25c8:1946'];
  expect(await resolvingBy([await nameServer(found)])('cabinet.example.org')).toEqual(found);
});

it('a name without addresses has none, and one that no server tells of in time neither', async () => {
  expect(await resolvingBy([await nameServer([])])('cabinet.example.org')).toEqual([]);
  const silent = await Promise.all([undefined, undefined, undefined].map(nameServer));
  expect(await resolvingBy(silent)('cabinet.example.org')).toEqual([]);
});
