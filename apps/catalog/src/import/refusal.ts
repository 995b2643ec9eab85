export type RefusalReason =
  | 'answer-not-success'
  | 'not-an-object'
  | 'not-a-list'
  | 'id-not-valid'
  | 'payable-not-valid'
  | 'status-not-valid'
  | 'archived-not-valid'
  | 'direction-unknown'
  | 'direction-contradicts'
  | 'name-not-valid'
  | 'municipality-not-valid'
  | 'age-not-valid'
  | 'ages-reversed'
  | 'hours-not-valid'
  | 'price-not-valid'
  | 'date-not-valid'
  | 'dates-reversed'
  | 'places-not-valid'
  | 'duplicate-programme'
  | 'duplicate-module'
  | 'duplicate-group'
  | 'provider-contradicts'
  | 'programme-elsewhere'
  | 'module-elsewhere'
  | 'group-elsewhere';

/** Why a row was not taken. `row` is the index of the answer in the file, `pointer` (RFC 6901) the place in it. */
export type Refusal = { readonly row: number; readonly pointer: string; readonly reason: RefusalReason };

/** Notes a fault of the row in hand; `place` is the pointer inside the row. */
export type Refuse = (reason: RefusalReason, place: string) => void;
