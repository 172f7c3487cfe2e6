/* Words in a search that come before any result: who types them first gets a number to call. */
#ifndef URGENT_WORDS_H
#define URGENT_WORDS_H
#include "base.h"

/* Whether the words (as typed; may be NULL) speak of suicide, or of danger at this moment. */
bool words_of_suicide(struct ctx *c, const char *words);
bool words_of_danger(struct ctx *c, const char *words);
/* Whether somebody writes about himself: "ik …", "I …". */
bool words_begin_with_i(struct ctx *c, const char *words);
/* Whether a folded word stands in one of these lists: it is never taken for a typing error. */
bool urgent_word(const char *word);
#endif
