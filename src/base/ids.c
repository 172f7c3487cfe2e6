#include "ids.h"

static struct id marked(struct id id, unsigned version)
{
  id.b[6] = (uint8_t)((id.b[6] & 0x0F) | version << 4);
  id.b[8] = (uint8_t)((id.b[8] & 0x3F) | 0x80);
  return id;
}

struct id id_random(struct ctx *c)
{
  struct id id;
  c->random(id.b, sizeof id.b);
  return marked(id, 4);
}

struct id id_in_time(struct ctx *c)
{
  struct id id = id_random(c);
  for (int i = 0; i < 6; i++) id.b[i] = (uint8_t)(c->now >> (40 - 8 * i));
  const uint32_t n = c->ids++;                                      /* 26 bits around the mark of the variant */
  id.b[6] = (uint8_t)(n >> 22 & 0x0F);
  id.b[7] = (uint8_t)(n >> 14);
  id.b[8] = (uint8_t)(n >> 8 & 0x3F);
  id.b[9] = (uint8_t)n;
  return marked(id, 7);
}
