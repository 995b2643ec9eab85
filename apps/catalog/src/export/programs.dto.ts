import { IsCount } from '@lib/http';

export class ProgramsExportQuery {
  @IsCount({ optional: true, description: 'Of this municipality alone.' })
  readonly municipality?: number;
}
