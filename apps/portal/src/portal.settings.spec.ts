import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Environment } from '@lib/operations';
import { portalSettings } from './portal.settings.js';

// A region file that was wrong was told alone, after every other setting had been mended.
it('every fault of the region file is told with those of the other settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-ledger-portal-'));
  try {
    const file = join(folder, 'region.json');
    const faultsOf = (text: string): string => {
      writeFileSync(file, text);
      try {
        portalSettings(new Environment({ PORTAL_REGION_FILE: file }));
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const said = faultsOf(JSON.stringify({ portal: { email: 'nobody', twitter: '@a' } }));
    for (const fault of ['PORTAL_URL: is missing', '/portal/operator', '/portal/email', 'twitter'])
      expect(said).toContain(fault);
    expect(said.match(/PORTAL_REGION_FILE: /g)).toHaveLength(3);
    expect(faultsOf('{')).toContain('PORTAL_REGION_FILE: it is no JSON');
    expect(faultsOf('{}')).not.toContain('PORTAL_REGION_FILE');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
