import { Controller, Get, Headers } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { localeOf, phrase } from '@lib/wording';
import { PROCESSING_TEXTS } from '../child/processing-texts.js';
import { ConsentTextsView } from './consent.dto.js';
import { QUOTE_TEXTS } from './consent-texts.js';

@ApiTags('consents')
@Controller('consent-texts')
export class ConsentTextsController {
  @Get()
  @ApiOperation({
    summary: 'The texts to which families consent, in every version; the last one of a kind is the present one.',
  })
  @ApiOkResponse({ type: ConsentTextsView })
  texts(@Headers('accept-language') language: string | undefined): ConsentTextsView {
    const text = (version: string): string => phrase(localeOf(language), `consent-text.${version}`);
    return {
      items: [
        ...QUOTE_TEXTS.map((version) => ({ version, of: 'quote' as const, text: text(version) })),
        ...PROCESSING_TEXTS.map((version) => ({ version, of: 'processing' as const, text: text(version) })),
      ],
    };
  }
}
