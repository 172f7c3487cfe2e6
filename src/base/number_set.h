/* A set of numbers: whether one was there before. */
#ifndef NUMBER_SET_H
#define NUMBER_SET_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct number_set { uint64_t *slots; size_t count, room; };        /* begins as all zero */

enum number_added { NUMBER_NEW, NUMBER_THERE, NUMBER_FULL };       /* full: out of memory */

/* Any number but UINT64_MAX. */
enum number_added number_set_add(struct number_set *s, uint64_t number);
void number_set_release(struct number_set *s);
#endif
