import { IsOneOf, IsText } from '@lib/http';
import { DOCUMENT_KINDS, type DocumentKind } from './domain/identity.js';

export class DocumentDto {
  @IsOneOf(DOCUMENT_KINDS, { description: '`snils`: the number of the insurance account.' })
  readonly kind!: DocumentKind;

  @IsText({
    max: 50,
    example: 'II-БА № 123456',
    description: 'With its series. Blanks, hyphens and № do not count.',
  })
  readonly number!: string;
}
