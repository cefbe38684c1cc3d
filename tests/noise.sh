# For scripts, which source this file: a small data set in real files, images of noise with labels in turn.

# Writes the four IDX files.
write_noise() { # folder, training images, test images
  write_noise_set "$1/train" "$2"
  write_noise_set "$1/t10k" "$3"
}

write_noise_set() { # path and prefix, images
  local i
  { big_endian 2051; big_endian "$2"; big_endian 28; big_endian 28; head -c $(($2 * 784)) /dev/urandom; } >"$1-images-idx3-ubyte"
  { big_endian 2049; big_endian "$2"; for ((i = 0; i < $2; i++)); do printf "\\x0$((i % 10))"; done; } >"$1-labels-idx1-ubyte"
}

# Four bytes.
big_endian() { printf "\\x$(printf %02x $(($1 >> 24 & 255)))\\x$(printf %02x $(($1 >> 16 & 255)))\\x$(printf %02x $(($1 >> 8 & 255)))\\x$(printf %02x $(($1 & 255)))"; }
