/** A body as it comes, never whole in memory: counted, and looked at before the rest is there. */

/** More came than may come. */
export class TooLong extends Error {
  override readonly name = 'TooLong'
}

/** @throws TooLong in the place of the piece that is too much */
export async function* upTo(body: AsyncIterable<Uint8Array> | null, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.length
    if (bytes > most) throw new TooLong()
    yield piece
  }
}

/** The beginning, of at least `bytes` where there is as much, and all of it from the beginning on. */
export async function beginningOf(
  pieces: AsyncGenerator<Uint8Array>,
  bytes: number,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const first: Uint8Array[] = []
  for (let length = 0; length < bytes; ) {
    const { value, done } = await pieces.next()
    if (done === true) break
    first.push(value)
    length += value.length
  }
  const all = async function* () {
    yield* first
    yield* pieces
  }
  return { head: Buffer.concat(first), all: all() }
}

/** Reads on and drops what comes, so that whoever sends it is there to hear the answer. @throws TooLong */
export async function drop(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of pieces);
}
