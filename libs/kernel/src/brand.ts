declare const brand: unique symbol;

/** A nominal type: it costs nothing at run time and makes a mix-up a compile error. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
