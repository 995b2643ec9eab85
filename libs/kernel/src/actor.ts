/** Who asks for what is being done. */
export type Actor = {
  readonly kind: 'person' | 'integration' | 'job';
  /** A code, never a person's name. */
  readonly name: string;
  /** Whether somebody has checked the name. Until there are logins it is the one that a client gives itself. */
  readonly proven: boolean;
  /** The request that was sent, or the job of a date. */
  readonly occasion: string;
};

/** The name of a client that does not name itself. */
export const UNNAMED = 'unnamed';
