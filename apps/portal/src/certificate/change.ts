type Moved = {
  readonly movements: readonly { readonly from: string; readonly to: string; readonly amountKopecks: number }[];
};

/** By how much an entry has made what is available more, or less, in kopecks. */
export const availableBy = (entry: Moved): number => movedTo(entry, 'available') - movedFrom(entry, 'available');

/** What an entry debits of the money that was reserved before, such as the fee of a month. */
export const debitedOfReserved = ({ movements }: Moved): number =>
  sumOf(movements.filter(({ from, to }) => from === 'reserved' && to === 'spent'));

const movedTo = ({ movements }: Moved, where: string): number => sumOf(movements.filter(({ to }) => to === where));
const movedFrom = ({ movements }: Moved, where: string): number =>
  sumOf(movements.filter(({ from }) => from === where));

const sumOf = (movements: Moved['movements']): number =>
  movements.reduce((sum, { amountKopecks }) => sum + amountKopecks, 0);
