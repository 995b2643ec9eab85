import { IsCodeField, IsFlag, IsListOf, IsUuidField } from '@lib/http';

export class CertificateParams {
  @IsCodeField({ max: 20, description: 'The number of a certificate.' })
  readonly number!: string;
}

export class NumberedCertificate {
  @IsUuidField({ description: "The certificate holder's surrogate id: `/accounts/{holder}` has the money." })
  readonly holder!: string;
  @IsCodeField({ description: 'The financing programme.' }) readonly programme!: string;
  @IsCodeField() readonly certificateGroup!: string;
  @IsFlag({ description: 'Its period is over, or an operator closed it.' }) readonly closed!: boolean;
}

export class CertificatesOfNumber {
  @IsCodeField() readonly number!: string;
  @IsListOf(() => NumberedCertificate, {
    description:
      'One for each programme in which it was issued. More than one holder only where an early version gave a number twice.',
  })
  readonly certificates!: readonly NumberedCertificate[];
}
