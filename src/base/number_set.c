#include "number_set.h"
#include <stdlib.h>

enum { ROOM_FIRST = 64 };

/* Neighbours far apart: the finish of splitmix64. */
static size_t place_of(uint64_t number)
{
  number = (number ^ number >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  number = (number ^ number >> 27) * UINT64_C(0x94D049BB133111EB);
  return (size_t)(number ^ number >> 31);
}

/* The slot of that number, or the empty one where it belongs. Slots hold the number + 1. */
static uint64_t *slot_of(uint64_t *slots, size_t room, uint64_t number)
{
  size_t i = place_of(number) & (room - 1);
  while (slots[i] && slots[i] != number + 1) i = (i + 1) & (room - 1);
  return &slots[i];
}

static bool grow(struct number_set *s)
{
  const size_t room = s->room ? s->room * 2 : ROOM_FIRST;
  uint64_t *const slots = calloc(room, sizeof *slots);
  if (!slots) return false;
  for (size_t i = 0; i < s->room; i++) if (s->slots[i]) *slot_of(slots, room, s->slots[i] - 1) = s->slots[i];
  free(s->slots);
  s->slots = slots;
  s->room = room;
  return true;
}

enum number_added number_set_add(struct number_set *s, uint64_t number)
{
  if (s->count >= s->room / 2 && !grow(s)) return NUMBER_FULL;
  uint64_t *const slot = slot_of(s->slots, s->room, number);
  if (*slot) return NUMBER_THERE;
  *slot = number + 1;
  s->count++;
  return NUMBER_NEW;
}

void number_set_release(struct number_set *s)
{
  free(s->slots);
  *s = (struct number_set){ .slots = NULL };
}
