import { describe, expect, it } from '@jest/globals';
import { esdbAddressFault } from './esdb/esdb.address.js';

/** The client printed the whole string, password included, for an option that it did not know. */
describe('The address of EventStoreDB', () => {
  it.each([
    'esdb://127.0.0.1:2113?tls=false',
    'esdb://localhost',
    'esdb://ledger:s3cr%3At@eventstore:2113?tls=true&tlsCAFile=%2Fca.pem',
    'esdb://a.example:2113,b.example:2113/?tls=true&tlscafile=/certs/ca.pem&keepAliveInterval=-1',
    'esdb+discover://ledger:pw@cluster.example?nodePreference=leader&CONNECTION_NAME=a',
  ])('%s is taken', (url) => expect(esdbAddressFault(url)).toBeUndefined());

  it.each([
    ['esdb://ledger:s3cret@host?foo=bar', 'there is no option foo'],
    ['esdb://ledger:s3cret@host?tlsVerifyCert=false', 'the option tlsVerifyCert has no effect'],
    ['esdb://ledger:s3cret@host?defaultDeadline=1', 'the option defaultDeadline has no effect'],
    ['esdb://ledger:s3cret@host?tls=no', 'the option tls cannot have this value'],
    ['esdb://ledger:s3cret@host?gossipTimeout=soon', 'the option gossipTimeout cannot have this value'],
    ['esdb://ledger:s3cret@127.0.0.1:2113?tls=true', 'not the IP address 127.0.0.1'],
    ['esdb://ledger:s3cret@10.0.0.1', 'not the IP address 10.0.0.1'],
    ['esdb://a.example,10.0.0.1:2113', 'not the IP address 10.0.0.1:2113'],
    ['esdb://ledger:s3@cret@host', 'must be esdb://'],
    ['esdb://ledger:s3:cret@host', 'must be esdb://'],
    ['esdb://ledger:s3?cret=1@host', 'must be esdb://'],
    ['esdb://ledger:s3cret@host?', 'must be esdb://'],
    ['postgres://ledger:s3cret@host', 'must be esdb://'],
  ])('%s is refused, and no secret repeated', (url, said) => {
    const fault = esdbAddressFault(url);
    expect(fault).toContain(said);
    expect(fault).not.toMatch(/s3|cret/);
  });
});
