;; The Internet checksum's sum (RFC 1071) of bytes of this memory, sixteen at a time.
;; generate.mjs makes sum-code.ts of it.
(module
  (import "room" "memory" (memory 1))

  ;; From `at` to before `to`, folded to 16 bits.
  (func (export "sum") (param $at i32) (param $to i32) (result i32)
    (local $even v128)
    (local $odd v128)
    (local $sum i64)
    (local $last i32)

    ;; Little-endian words: the sum is that of the swapped bytes (RFC 1071, 2 (B)). In 32 bits each
    ;; of the lanes has room for the words of more than a megabyte.
    (local.set $last (i32.sub (local.get $to) (i32.const 31)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $at) (local.get $last)))
        (local.set $even (i32x4.add (local.get $even)
          (i32x4.extadd_pairwise_i16x8_u (v128.load (local.get $at)))))
        (local.set $odd (i32x4.add (local.get $odd)
          (i32x4.extadd_pairwise_i16x8_u (v128.load offset=16 (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $next)))
    (local.set $even (i64x2.add
      (i64x2.add
        (i64x2.extend_low_i32x4_u (local.get $even))
        (i64x2.extend_high_i32x4_u (local.get $even)))
      (i64x2.add
        (i64x2.extend_low_i32x4_u (local.get $odd))
        (i64x2.extend_high_i32x4_u (local.get $odd)))))
    (local.set $sum (i64.add
      (i64x2.extract_lane 0 (local.get $even))
      (i64x2.extract_lane 1 (local.get $even))))

    (local.set $last (i32.sub (local.get $to) (i32.const 1)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $at) (local.get $last)))
        (local.set $sum (i64.add (local.get $sum) (i64.load16_u (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $next)))
    (if (i32.lt_s (local.get $at) (local.get $to))
      (then (local.set $sum (i64.add (local.get $sum) (i64.load8_u (local.get $at))))))

    ;; Three times, for each but the last may carry.
    (local.set $sum (i64.add
      (i64.shr_u (local.get $sum) (i64.const 16))
      (i64.and (local.get $sum) (i64.const 0xffff))))
    (local.set $sum (i64.add
      (i64.shr_u (local.get $sum) (i64.const 16))
      (i64.and (local.get $sum) (i64.const 0xffff))))
    (local.set $last (i32.wrap_i64 (i64.add
      (i64.shr_u (local.get $sum) (i64.const 16))
      (i64.and (local.get $sum) (i64.const 0xffff)))))
    (i32.or
      (i32.shl (i32.and (local.get $last) (i32.const 0xff)) (i32.const 8))
      (i32.shr_u (local.get $last) (i32.const 8)))))
