/* The style sheets, fonts, scripts and pictures that the program carries in itself. */
#ifndef ASSETS_H
#define ASSETS_H
#include "asset.h"

extern const struct asset assets[];
extern const size_t assets_count;

/* NULL if there is none of that name. */
static inline const struct asset *asset_find(const char *name) { return asset_in(assets, assets_count, name); }
#endif
