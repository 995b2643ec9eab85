import { PgDatabase } from '@lib/database';

/** One of so many answers is lost. */
const ONE_OF = 12;
const HURRY_EVERY_MS = 500;

/**
 * A database in which answers of certificates about money never reach enrolment: they count as had, and have no effect.
 * Enrolment asks again after minutes; here it takes every question for an old one.
 */
export class LostAnswers {
  private readonly database: PgDatabase;
  private hurry: NodeJS.Timeout | undefined;
  private hurrying: Promise<unknown> = Promise.resolve();

  /** The services have made their tables in it. */
  constructor(url: string) {
    this.database = new PgDatabase(url);
  }

  async start(): Promise<void> {
    await this.database.query(`CREATE TABLE public.lost_answers (message_id text)`);
    await this.database.query(`
      CREATE FUNCTION public.lose() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF hashtext(NEW.message_id) % ${ONE_OF} = 0 AND EXISTS (
          SELECT 1 FROM event_store.events WHERE id = NEW.message_id::uuid
          AND type IN ('FundsReserved', 'ReservationRefused', 'AnswerRepeated')
        ) THEN
          INSERT INTO public.lost_answers VALUES (NEW.message_id);
          RETURN NULL;
        END IF;
        RETURN NEW;
      END $$`);
    await this.database.query(
      `CREATE TRIGGER lose BEFORE INSERT ON enrollment.inbox FOR EACH ROW EXECUTE FUNCTION public.lose()`,
    );
    this.goOn();
  }

  /** How many answers were lost. */
  async stop(): Promise<number> {
    clearTimeout(this.hurry);
    this.hurry = undefined;
    await this.hurrying;
    const [row] = await this.database.query<{ count: number }>('SELECT count(*) AS count FROM public.lost_answers');
    await this.database.close();
    return row?.count ?? 0;
  }

  private goOn(): void {
    this.hurry = setTimeout(() => {
      this.hurrying = this.database
        .query(`UPDATE enrollment.applications SET asked_at = '-infinity' WHERE awaiting IS NOT NULL`)
        .finally(() => this.hurry && this.goOn());
    }, HURRY_EVERY_MS);
  }
}
