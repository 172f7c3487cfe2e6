/* The pages of matching: what the handlers hand to the views. */
#ifndef MATCHING_WEB_H
#define MATCHING_WEB_H
#include "match.h"
#include "views.h"
#include "web.h"

handler api_match;
extern const struct route matching_routes[];
#endif
