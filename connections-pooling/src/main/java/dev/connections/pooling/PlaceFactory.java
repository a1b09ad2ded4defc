package dev.connections.pooling;

import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** Makes and destroys the places of a {@link ResourcePool}. */
final class PlaceFactory<L> extends BasePooledObjectFactory<PooledResource<L>> {

  private final ResourcePool<L> pool;

  PlaceFactory(ResourcePool<L> pool) {
    this.pool = pool;
  }

  @Override
  public PooledResource<L> create() {
    return new PooledResource<>();
  }

  @Override
  public PooledObject<PooledResource<L>> wrap(PooledResource<L> place) {
    return new DefaultPooledObject<>(place);
  }

  /** Called for a place that comes back, and while it is idle. */
  @Override
  public boolean validateObject(PooledObject<PooledResource<L>> place) {
    return !place.getObject().isDiscarded();
  }

  /** Called after a place was found valid. */
  @Override
  public void passivateObject(PooledObject<PooledResource<L>> place) {
    pool.keepReady(place.getObject());
  }

  @Override
  public void destroyObject(PooledObject<PooledResource<L>> place) {
    pool.closeIn(place.getObject());
  }
}
