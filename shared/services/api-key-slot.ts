import { z } from 'zod';

export const keySlotSchema = z.enum(['primary', 'secondary']);
/** Which of a service's two API keys. */
export type ApiKeySlot = z.infer<typeof keySlotSchema>;
