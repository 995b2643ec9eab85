/** Why a workbook is not read; the code has words, `fault.<code>`. */
export type WorkbookFault = {
  readonly kind: 'malformed' | 'too-large';
  readonly code:
    | 'xlsx-not-a-workbook'
    | 'xlsx-protected'
    | 'xlsx-broken'
    | 'xlsx-declarations'
    | 'xlsx-too-many-parts'
    | 'xlsx-unpacks-too-large'
    | 'xlsx-too-many-rows'
    | 'xlsx-too-much-text'
    | 'xlsx-too-much-work';
  readonly params?: Readonly<Record<string, number>>;
};

export const refused = (
  kind: WorkbookFault['kind'],
  code: WorkbookFault['code'],
  params?: WorkbookFault['params'],
): WorkbookFault => ({ kind, code, ...(params === undefined ? {} : { params }) });
