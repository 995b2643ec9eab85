import { Database } from '@lib/database';
import { ApiProblems, problemFrom } from '@lib/http';
import { HolderReach } from '../balance/holder-reach.http.js';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CertificateParams, CertificatesOfNumber } from './certificate.dto.js';
import { certificateProblems } from './certificate.problems.js';
import { certificatesOf } from './certificate.query.js';

@ApiTags('certificates')
@Controller('certificates')
export class CertificateController {
  constructor(
    private readonly database: Database,
    private readonly reach: HolderReach,
  ) {}

  @Get(':number')
  @ApiOperation({ summary: 'Whose certificate a number is, and of which financing programmes' })
  @ApiOkResponse({ type: CertificatesOfNumber })
  @ApiProblems(certificateProblems)
  async find(@Param() { number }: CertificateParams): Promise<CertificatesOfNumber> {
    const certificates = await this.reach.amongThem(await certificatesOf(this.database, number));
    if (certificates.length === 0)
      throw problemFrom(certificateProblems, { reason: 'unknown-certificate-number' as const, number });
    return { number, certificates };
  }
}
