/* Everything below the fields, in one include. */
#ifndef BASE_H
#define BASE_H
#include "arena.h"
#include "buf.h"
#include "calendar.h"
#include "ctx.h"
#include "error.h"
#include "hash.h"
#include "tr.h"
#include "values.h"
#endif
