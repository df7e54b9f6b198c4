/** The type of Prisma's client: that of SQLite, for both are made from the same models. */
import type { PrismaClient } from './generated/sqlite/client.ts'

export type Orm = PrismaClient
