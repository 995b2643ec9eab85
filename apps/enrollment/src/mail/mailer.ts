/** One mail: that there is news in the cabinet. It says nothing of whom and of what. */
export type Mail = {
  /** The same for each attempt, so that a mail that arrives twice is seen to be one. */
  readonly batch: string;
  readonly to: string;
};

/** Takes a mail on its way. */
export abstract class Mailer {
  /** Resolves when a server has taken it. @throws MailNotTaken */
  abstract send(mail: Mail): Promise<void>;
}

/** A server did not take a mail. It says nothing of the address: what a server answers may repeat it. */
export class MailNotTaken extends Error {
  constructor(
    /** `refused`: this mail is not taken, now or later; `later`: perhaps later; `away`: no mail is taken at present. */
    readonly why: 'refused' | 'later' | 'away',
    code: string,
  ) {
    super(`a mail was not taken: ${why}, ${code}`);
    this.name = 'MailNotTaken';
  }
}
