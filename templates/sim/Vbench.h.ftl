// FuseSoC lets Verilator name the model after its top module; main.cpp calls it Vbench.
#pragma once

#include "V${v.design}_bench.h"

using Vbench = V${v.design}_bench;
